import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { expect, it } from "vitest";
import { scramVerifier } from "../src/roles/scram-verifier.js";

// The exchange that RFC 7677 prints: user "user", password "pencil".
const SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
const AUTH_MESSAGE =
  "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096," +
  "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const SERVER_SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

it("keeps what checks the proof and makes the signature of RFC 7677's example, and not the password", async () => {
  const verifier = await scramVerifier("pencil", Buffer.from(SALT, "base64"));
  const [, storedKey = "", serverKey = ""] = /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$(.*):(.*)$/.exec(verifier) ?? [];
  const signature = createHmac("sha256", Buffer.from(serverKey, "base64")).update(AUTH_MESSAGE).digest("base64");
  expect(signature).toBe(SERVER_SIGNATURE);
  const mask = createHmac("sha256", Buffer.from(storedKey, "base64")).update(AUTH_MESSAGE).digest();
  const clientKey = Buffer.from(PROOF, "base64").map((byte, index) => byte ^ (mask[index] ?? 0));
  expect(createHash("sha256").update(clientKey).digest("base64")).toBe(storedKey);
  expect(verifier).not.toContain(pbkdf2Sync("pencil", Buffer.from(SALT, "base64"), 4096, 32, "sha256").toString("base64"));
});

it("is another one for the same password each time", async () => {
  expect(await scramVerifier("pencil")).not.toBe(await scramVerifier("pencil"));
});
