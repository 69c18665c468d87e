import type { ServerResponse } from "node:http";
import { SECURITY_HEADERS } from "./security-headers.js";
import { createThrottle, type Throttle } from "./throttle.js";

/** Tells open pages that journeys changed, by server-sent events. */
export interface Live {
  /** Journeys of a site changed. */
  announce(siteId: string): void;
  /** Changes of any site may have been missed. */
  announceAll(): void;
  /** Keeps a response open as a stream. False when there are too many, and nothing was written. */
  open(siteId: string, response: ServerResponse): boolean;
}

/** Bounds, in milliseconds unless named otherwise. */
export interface LiveLimits {
  /** The least time between two messages of a site. */
  readonly intervalMs: number;
  readonly heartbeatMs: number;
  /** A stream ends after this, so that its browser shows its cookie again. */
  readonly lifeMs: number;
  readonly streams: number;
  /** A reader that leaves more than this unread is let go. */
  readonly unreadBytes: number;
}

const LIMITS: LiveLimits = { intervalMs: 500, heartbeatMs: 15_000, lifeMs: 900_000, streams: 200, unreadBytes: 65_536 };

interface Room {
  readonly readers: Set<ServerResponse>;
  readonly throttle: Throttle;
}

const HEADERS = {
  ...SECURITY_HEADERS,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

export function createLive(limits: LiveLimits = LIMITS): Live {
  const rooms = new Map<string, Room>();
  let streams = 0;
  const write = (reader: ServerResponse, text: string): void => {
    if (reader.writableLength > limits.unreadBytes) reader.destroy();
    else reader.write(text);
  };
  const enter = (siteId: string): Room => {
    const known = rooms.get(siteId);
    if (known) return known;
    const readers = new Set<ServerResponse>();
    const throttle = createThrottle(limits.intervalMs, () => {
      for (const reader of readers) write(reader, "event: journeys\ndata: {}\n\n");
    });
    const room = { readers, throttle };
    rooms.set(siteId, room);
    return room;
  };
  const leave = (siteId: string, room: Room, reader: ServerResponse): void => {
    room.readers.delete(reader);
    streams--;
    if (room.readers.size > 0) return;
    room.throttle.stop();
    rooms.delete(siteId);
  };
  return {
    announce: (siteId) => rooms.get(siteId)?.throttle.call(),
    announceAll: () => {
      for (const room of rooms.values()) room.throttle.call();
    },
    open(siteId, response) {
      if (streams >= limits.streams) return false;
      streams++;
      const room = enter(siteId);
      room.readers.add(response);
      response.writeHead(200, HEADERS);
      response.write("retry: 1000\n: open\n\n");
      const heartbeat = setInterval(() => write(response, ": still here\n\n"), limits.heartbeatMs);
      const end = setTimeout(() => response.end(), limits.lifeMs);
      response.on("close", () => {
        clearInterval(heartbeat);
        clearTimeout(end);
        leave(siteId, room, response);
      });
      return true;
    },
  };
}
