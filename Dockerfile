# One image for the web and the cron app. The command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile
RUN npx --yes pnpm@12.21.0 generate && npx --yes pnpm@12.21.0 build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app /app
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
CMD ["node", "apps/web/src/main.ts"]
