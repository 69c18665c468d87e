export { CALLS, EVENT, type Product, type Receiver } from "./product.js";
export { type Outcome, runScenario } from "./run-scenario.js";
export { CRASH_IN_AN_OUTAGE, HARMLESS, RACES, type Scenario, WAYS_TO_LOSE } from "./scenarios.js";
export { type Durations, type Surroundings, startVisit, type Visit } from "./visit.js";
export { waystitchProduct } from "./waystitch.js";
