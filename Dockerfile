# syntax=docker/dockerfile:1

# One image for every role. All of it is built here; nothing is built at start, and what runs cannot write to it.

# What people see, and the places of the world. No package's own scripts run: what they fetch stands in no lock file.
FROM node:26.10.0-slim AS pages
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts \
      --workspace=@rolecall/web --workspace=@rolecall/simulator --workspace=@rolecall/taxonomy \
    && npm run build \
    && node packages/taxonomy/src/compile/places.ts .cache/places.bin

# The server as it stands, with its own packages alone: the pages are whole without theirs.
FROM node:26.10.0-slim AS server
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --workspace=@rolecall/server \
    && rm -r apps/simulator apps/web bench faults

FROM node:26.10.0-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:/data/rolecall.db \
    DATA_DIR=/data \
    KEY_FILE=/keys/rolecall.keys
# A new volume takes owner and rights from here.
RUN install --directory --owner=1000 --group=1000 --mode=0700 /data /keys
WORKDIR /app
COPY --from=server /app ./
COPY --from=pages /app/apps/web/dist apps/web/dist
COPY --from=pages /app/apps/simulator/dist apps/simulator/dist
COPY --from=pages /app/.cache .cache
# A number, so that an orchestrator can see that it is not root.
USER 1000:1000
VOLUME ["/data", "/keys"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s \
    CMD ["node", "apps/server/src/commands/healthcheck.ts"]
CMD ["node", "apps/server/src/main.ts"]
