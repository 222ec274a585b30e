# Chorus without its private PostgreSQL: DATABASE_URL names the database, see docker-compose.yml.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build

# Dependencies in a layer of their own: they change rarely.
COPY Package.* ./
RUN swift package resolve

COPY Sources ./Sources
# The package names its test targets, which must exist to be read.
COPY Tests ./Tests
COPY Benchmarks ./Benchmarks
RUN swift build --configuration release --product chorus --static-swift-stdlib

# The program looks for its resources beside itself.
RUN mkdir /staging \
    && folder="$(swift build --configuration release --static-swift-stdlib --show-bin-path)" \
    && cp "$folder/chorus" /staging/ \
    && cp -R "$folder/chorus_Web.resources" "$folder/chorus_chorus.resources" \
        "$folder/chorus_Sentiment.resources" /staging/
COPY Migrations /staging/Migrations

FROM debian:bookworm-slim
# curl is for the health check; with it comes the library that the `pull` and `demo` commands need.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl libpq5 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin chorus \
    && install --directory --owner chorus --group chorus --mode 0700 /data
COPY --from=build /staging /app
WORKDIR /app
USER chorus

# The server key is made here at the first start; a retry cannot be given its receipt without it: keep the volume.
ENV CHORUS_DATA=/data CHORUS_MIGRATIONS=/app/Migrations
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/readyz"]

ENTRYPOINT ["/app/chorus"]
CMD ["serve", "--migrate", "--host", "0.0.0.0"]
