# One pattern for all four services: docker build --build-arg SERVICE=auth-service --build-arg PORT=8081 .
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -DskipTests -Dspotless.check.skip -Dcheckstyle.skip \
        -pl auth-service,mcp-gateway,schedule-service,audit-service -am package

FROM ${RUN_IMAGE}
ARG SERVICE
ARG PORT
# The folders exist here so that volumes mounted on them belong to the service's user.
RUN groupadd --gid 10001 watchbill \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin watchbill \
 && mkdir -p /app/data /app/cache /app/secrets /app/database-secrets \
 && chown -R 10001:10001 /app/data /app/cache /app/secrets /app/database-secrets \
 && chmod 700 /app/data /app/cache /app/secrets
COPY --from=build /src/${SERVICE}/target/libs /app/libs
COPY --from=build /src/${SERVICE}/target/${SERVICE}.jar /app/app.jar
USER 10001:10001
WORKDIR /app
EXPOSE ${PORT}
ENV WATCHBILL_HEALTH_URL=http://127.0.0.1:${PORT}/health \
    WATCHBILL_CLASS_ARCHIVE=/app/cache/${SERVICE}.jsa
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=2s --retries=3 \
    CMD ["/bin/sh", "-c", "exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -cp /app/app.jar org.watchbill.kit.run.HealthProbe \"$WATCHBILL_HEALTH_URL\""]
# exec makes the service process 1, which takes SIGTERM itself. The class archive is written at the first stop.
ENTRYPOINT ["/bin/sh", "-c", "exec java -XX:+UseSerialGC -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=\"$WATCHBILL_CLASS_ARCHIVE\" -Xlog:cds=off -Xlog:aot=off --enable-native-access=ALL-UNNAMED -jar /app/app.jar"]
