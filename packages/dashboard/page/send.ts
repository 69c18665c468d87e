/** What became of a request that changes something, or that only some may make. */
export type Sent<T> = { readonly data: T } | Refused;

/** Why nothing came of a request. */
export interface Refused {
  readonly refusal: "not_allowed" | "refused" | "unreachable";
  /** The API's name of the reason; empty where it said none. */
  readonly reason: string;
  /** The API's sentence, in English. */
  readonly message: string;
}

const textIn = (body: unknown, name: string): string => {
  const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : "";
  return typeof value === "string" ? value : "";
};

/** Asks the API to do something. Never throws. @param body sent as JSON; none for a request without one */
export async function send<T>(method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<Sent<T>> {
  // A page of another site cannot add this header without being asked first.
  const headers = { accept: "application/json", "x-waystitch": "1" };
  try {
    const response = await fetch(
      url,
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) },
    );
    const answer: unknown = response.status === 204 ? null : await response.json();
    // The API and this page are built together; their types say what comes.
    if (response.ok) return { data: answer as T };
    const refusal = response.status === 403 ? "not_allowed" : "refused";
    return { refusal, reason: textIn(answer, "error"), message: textIn(answer, "message") };
  } catch {
    return { refusal: "unreachable", reason: "", message: "" };
  }
}
