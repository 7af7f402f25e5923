# In two steps: what pip needs and leaves behind stays in the first.
# A tag can be moved: `make pin-images` writes the digest to build from into .env, and compose.yaml passes it on.
ARG PYTHON_IMAGE=python:3.11-slim
FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/xingjie
COPY requirements.lock /
RUN /opt/xingjie/bin/pip install --require-hashes --only-binary=:all: -r /requirements.lock \
    && /opt/xingjie/bin/pip uninstall -y setuptools pip
COPY bot /app/bot
COPY flows /app/flows
COPY storage /app/storage
COPY locales /app/locales
RUN python -m compileall -q /app \
    && printf '#!/bin/sh\nexec python -m bot "$@"\n' > /app/xingjie \
    && chmod 755 /app/xingjie

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin xingjie \
    && install -d -o xingjie -g xingjie -m 700 /data
COPY --from=build /opt/xingjie /opt/xingjie
COPY --from=build /app /app
ENV PATH=/opt/xingjie/bin:/app:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    WEB_HOST=0.0.0.0 \
    WEBHOOK_HOST=0.0.0.0 \
    LOG_FORMAT=json
USER xingjie
# The defaults are data/xingjie.db and data/: below / that is the volume. DATABASE_URL is not set here, for the environment
# wins over a file of secrets.
WORKDIR /
VOLUME /data
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('WEB_PORT', '8080') + '/healthz', timeout=4)"]
ENTRYPOINT ["xingjie"]
CMD ["run"]
