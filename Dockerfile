# One image for every service; docker-compose.yml says which of them a container runs.
FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN node scripts/build.mjs
# Once built, only what runs is installed again; PostgreSQL is a service of its own here.
RUN rm -rf node_modules packages/*/node_modules examples/*/node_modules \
 && CI=true npx -y "$(node -p 'require("./package.json").packageManager')" install --prod --no-optional --frozen-lockfile

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app /app
# Volumes that are mounted here belong to whoever runs.
RUN mkdir -p /scripts /logins/collector /logins/worker /logins/dashboard && chown -R node /scripts /logins
USER node
ENTRYPOINT ["node", "packages/waystitch/bin/waystitch.js"]
CMD ["--help"]
