import { guard } from "./signals.js";

type Callable = (...args: never) => unknown;
type Arguments<Method> = Method extends Callable ? Parameters<Method> : never;
type Result<Method> = Method extends Callable ? ReturnType<Method> : never;

/**
 * Observes the calls of a method. The original gets the same `this` and arguments, and what it returns or throws is the
 * caller's. A wrapper that the page put there before is called by this one; one that the page puts around it later calls it.
 *
 * @param heard hears of a call after it was made: whose method it was, what it was given and what it returned
 */
export const observeCalls = <Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
  heard: (self: Holder, args: Arguments<Holder[Name]>, result: Result<Holder[Name]>) => void,
): void => {
  // The method as it is, for calls that are passed on unread.
  const original = holder[name] as ((...args: unknown[]) => Result<Holder[Name]>) | undefined;
  // What is missing stays so: pages look whether they need a substitute.
  if (!original) return;
  holder[name] = function (this: Holder, ...args: Arguments<Holder[Name]>) {
    const result = original.apply(this, args);
    guard(() => heard(this, args, result));
    return result;
  } as Holder[Name];
};
