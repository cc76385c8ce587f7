# The sandbox as a service:
#   docker run -p 8711:8711 -e ACCOUNTABILITY_SANDBOX_TOKEN=secret IMAGE
# The token is for the control API (/_sandbox) and the page, which other machines use by it only.
# Expects the wheel in dist/ (python -m build), so that the image has what was released.
FROM python:3.13-slim
COPY dist/*.whl /tmp/
RUN set -e; wheel=$(ls /tmp/*.whl); pip install --no-cache-dir "$wheel[sandbox]"; rm /tmp/*.whl; \
    useradd --create-home sandbox; mkdir /data; chown sandbox /data
USER sandbox
VOLUME /data
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8711/_sandbox')"]
EXPOSE 8711
ENTRYPOINT ["accountability", "sandbox", "--host", "0.0.0.0", "--allow-remote", "--port", "8711"]
