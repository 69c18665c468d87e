/** What became of a request that changes something, or that only some may make. */
export type Sent<T> = { readonly data: T } | { readonly refusal: "not_allowed" | "refused" | "unreachable"; readonly message: string };

const messageOf = (body: unknown): string =>
  typeof body === "object" && body !== null && "message" in body && typeof body.message === "string" ? body.message : "";

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
    return { refusal: response.status === 403 ? "not_allowed" : "refused", message: messageOf(answer) };
  } catch {
    return { refusal: "unreachable", message: "" };
  }
}
