# The sandbox as a service. It listens on loopback only, so the container shares the host's network:
#   docker run --network host IMAGE
# Expects the wheel in dist/ (python -m build), so that the image has what was released.
FROM python:3.13-slim
COPY dist/*.whl /tmp/
RUN set -e; wheel=$(ls /tmp/*.whl); pip install --no-cache-dir "$wheel[sandbox]"; rm /tmp/*.whl; \
    useradd --create-home sandbox; mkdir /data; chown sandbox /data
USER sandbox
VOLUME /data
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8711/_sandbox')"]
ENTRYPOINT ["accountability", "sandbox", "--port", "8711"]
