import { attempt } from "./attempt.js";
import { findTag } from "./find-tag.js";
import { startTag } from "./start-tag.js";

attempt(() => startTag(findTag().options, []));
