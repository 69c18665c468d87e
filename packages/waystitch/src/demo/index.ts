/** Made-up shoppers for tests and benchmarks: `sendStories(target, tellStories(planOf({ seed: "1", people: 300, days: 180, until })))`. */
export { type Body, packStories } from "./send/bodies.js";
export type { Target } from "./send/post.js";
export { type Sent, sendStories } from "./send/send-stories.js";
export { type Plan, type PlanOptions, planOf } from "./story/plan.js";
export type { StoryEvent } from "./story/recorder.js";
export { type Story, tellStories, tellStory } from "./story/story.js";
