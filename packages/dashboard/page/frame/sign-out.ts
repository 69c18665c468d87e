import { send } from "../send.js";

/**
 * Signs this browser out, or all of the user's, and leaves for the page where one signs in.
 * @returns false when it did not work
 */
export async function signOut(everywhere = false): Promise<boolean> {
  const sent = await send("POST", "/api/sign-out", everywhere ? { everywhere } : undefined);
  if (!("data" in sent) && sent.reason !== "not_signed_in") return false;
  location.assign("/sign-in");
  return true;
}
