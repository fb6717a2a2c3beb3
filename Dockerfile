# One image for the gateway and every agency; docker-compose.yml says which one a container runs.
# Debian, not Alpine: oxlint, the compiler and the packaged Node are built for glibc.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages are Node itself for machines that lack it; this image brings its own.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force
COPY --from=build /app/dist dist
COPY bin bin
COPY schema schema
USER node
EXPOSE 4000 4001 4101 4102 4103 4104
CMD ["node", "--max-semi-space-size=128", "--semi-space-growth-factor=8", "--no-allocation-site-pretenuring", "dist/gateway/main.js"]
