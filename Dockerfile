# Two stages: the first builds the wheel and its environment, the second only runs it.
# The base image is named by its exact version, so that two builds of one commit start from the same Python.
FROM python:3.13.14-slim AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/monitor \
 && /opt/monitor/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-build.lock
COPY . .
RUN /opt/build/bin/hatchling build -t wheel -d /tmp/wheel \
 && /opt/monitor/bin/pip install --no-cache-dir --no-deps /tmp/wheel/*.whl

FROM python:3.13.14-slim
RUN useradd --uid 10001 --create-home monitor \
 && install -d -o monitor -g monitor /data
COPY --from=build /opt/monitor /opt/monitor
ENV PATH=/opt/monitor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TZ=Asia/Shanghai \
    DATABASE_URL=sqlite:////data/monitor.db
USER monitor
WORKDIR /data
VOLUME /data
# Tests the age of the service's last sign of life, not only that the process is there.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["monitor", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["monitor"]
CMD ["run"]
