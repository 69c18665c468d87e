import { runTag } from "./run-tag.js";
import { WATCHERS } from "./watchers.js";

runTag(WATCHERS);
