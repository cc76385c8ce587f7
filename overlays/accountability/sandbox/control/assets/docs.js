// Shows the API reference by Swagger UI, with code samples, signed in as the sandbox's first account.
const api = document.body.dataset.api;
const dark = matchMedia("(prefers-color-scheme: dark)");
const setColors = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", setColors);
setColors();

const Samples = system => ({
  wrapComponents: {
    // The part of an operation below its description.
    parameters: (Original, { React, specSelectors }) => props => {
      const samples = specSelectors.specJson().getIn(["paths", ...(props.pathMethod ?? []), "x-codeSamples"]);
      const blocks = (samples ? samples.toJS() : []).map(({ label, source }) =>
        React.createElement("div", { className: "sample", key: label },
          React.createElement("h4", null, label,
            React.createElement("button", { className: "copy", onClick: event => copy(event.target, source) }, "Copy")),
          React.createElement("pre", null, source)));
      return React.createElement(React.Fragment, null,
        blocks.length ? React.createElement("details", { className: "samples", open: true },
          React.createElement("summary", null, "Code samples"), ...blocks) : null,
        React.createElement(Original, props));
    },
  },
});

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = "Copied";
}

async function signIn() {
  const response = await fetch("/_sandbox/accounts");
  if (!response.ok) return;
  const { accounts: [account] } = await response.json();
  const schemes = ui.specSelectors.specJson().getIn(["components", "securitySchemes"]);
  schemes?.forEach((scheme, name) => {
    if (scheme.get("scheme") === "basic") ui.preauthorizeBasic(name, account.apiToken, "");
  });
}

const ui = SwaggerUIBundle({
  url: `/openapi/${api}.json?samples`,
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  showExtensions: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  plugins: [Samples],
  onComplete: signIn,
});
