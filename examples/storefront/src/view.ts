import type { Html } from "./html.js";

/** One page, without the frame around it. */
export interface View {
  readonly title: string;
  readonly body: Html;
  readonly description?: string;
  /** HTTP status; 200 when absent. */
  readonly status?: number;
}
