# The commands a person types. Each is one script, so that `npm start` and `npm test` can do the same where make is missing.
.PHONY: run test dev bench fault up rebuild openapi migrate-store help

help:
	@sh scripts/help.sh

run: ## install what is missing, build, start everything embedded with sandbox and demo tenant; Ctrl-C stops
	@exec sh scripts/run.sh

test: ## every test: types, lint, boundaries, gates, unit, integration, browser journeys; the last line is the total
	@exec sh scripts/test.sh

dev: ## watch mode: api, projector and worker restart on change, the ui reloads in place
	@exec sh scripts/dev.sh

bench: ## one line of JSON a figure; NAME=x for one
	@exec sh scripts/bench.sh $(NAME)

fault: ## the fault suite; TIER=N for the long one
	@exec sh scripts/fault.sh $(TIER)

up: ## docker compose: KurrentDB, Postgres, mail catcher, Kontor
	@exec docker compose up --build

rebuild: ## fill a view anew beside the live one and switch: VIEW=partners.list
	@exec sh scripts/node.sh scripts/rebuild.ts $(VIEW)

openapi: ## print the OpenAPI document of this version
	@exec sh scripts/node.sh scripts/openapi.ts

migrate-store: ## copy the whole event log to another server, compare both, go on where it stopped: TO=esdb://… [FROM=esdb://…]
	@exec sh scripts/node.sh scripts/migrate-store.ts
