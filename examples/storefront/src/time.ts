const DATE = new Intl.DateTimeFormat("vi-VN", { weekday: "long", day: "numeric", month: "numeric", timeZone: "Asia/Ho_Chi_Minh" });
const TIME = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

/** An ISO time as customers in Vietnam read it: `Chủ Nhật, 22/11 lúc 16:30`. */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  return `${DATE.format(date)} lúc ${TIME.format(date)}`;
}
