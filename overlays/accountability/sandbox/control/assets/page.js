// Narrows the operations while the user types, and shows new calls as they are received.
const search = document.getElementById("search");
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of document.querySelectorAll("tr[data-find]")) {
    row.hidden = !words.every(word => row.dataset.find.includes(word));
    count += !row.hidden;
  }
  document.getElementById("operation-count").textContent = `${count} operations`;
});

const SECONDS = 2;

async function update() {
  const list = document.getElementById("calls-list");
  const isReading = list.querySelector("details[open]") || list.contains(document.activeElement);
  if (document.hidden || isReading || !document.getElementById("live").checked) return;
  const response = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const newest = element => element.querySelector("tr[data-id]")?.dataset.id;
  const current = page.getElementById("calls-list");
  if (newest(current) !== newest(list)) list.replaceChildren(...current.childNodes);
}

setInterval(() => update().catch(() => {}), SECONDS * 1000);
