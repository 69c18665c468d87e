import { runTag } from "./run-tag.js";

runTag([]);
