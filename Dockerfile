# One image for every service; docker-compose.yml says which of them a container runs.
FROM node:22-slim AS build
WORKDIR /app
COPY . .
# The build needs the workspace's tools; the service image below needs only what is used at run time.
RUN node scripts/build.mjs \
 && npx -y "pnpm@$(node -p 'require("./package.json").packageManager.split("@")[1]')" install --prod --no-optional --frozen-lockfile

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app /app
USER node
ENTRYPOINT ["node", "packages/waystitch/bin/waystitch.js"]
CMD ["--help"]
