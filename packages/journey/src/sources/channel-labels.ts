import type { Label } from "../stages/model.js";

/** Every channel there is, and what it is called. Offline is the channel of contacts that are no visit. */
export const CHANNEL_LABELS = {
  Direct: { en: "Direct", vi: "Truy cập trực tiếp" },
  "Cross-network": { en: "Cross-network", vi: "Quảng cáo đa mạng" },
  "Paid Shopping": { en: "Paid Shopping", vi: "Quảng cáo mua sắm" },
  "Paid Search": { en: "Paid Search", vi: "Quảng cáo tìm kiếm" },
  "Paid Social": { en: "Paid Social", vi: "Quảng cáo mạng xã hội" },
  "Paid Video": { en: "Paid Video", vi: "Quảng cáo video" },
  Display: { en: "Display", vi: "Quảng cáo hiển thị" },
  "Paid Other": { en: "Paid Other", vi: "Quảng cáo khác" },
  "AI Assistants": { en: "AI Assistants", vi: "Trợ lý AI" },
  "Organic Shopping": { en: "Organic Shopping", vi: "Mua sắm tự nhiên" },
  "Organic Social": { en: "Organic Social", vi: "Mạng xã hội tự nhiên" },
  "Organic Video": { en: "Organic Video", vi: "Video tự nhiên" },
  "Organic Search": { en: "Organic Search", vi: "Tìm kiếm tự nhiên" },
  Referral: { en: "Referral", vi: "Liên kết giới thiệu" },
  Email: { en: "Email", vi: "Email" },
  Affiliates: { en: "Affiliates", vi: "Tiếp thị liên kết" },
  Audio: { en: "Audio", vi: "Âm thanh" },
  SMS: { en: "SMS", vi: "Tin nhắn SMS" },
  "Mobile Push": { en: "Mobile Push", vi: "Thông báo đẩy" },
  Unassigned: { en: "Unassigned", vi: "Chưa phân loại" },
  Offline: { en: "Offline", vi: "Ngoài trang web" },
} as const satisfies Readonly<Record<string, Label>>;

export type Channel = keyof typeof CHANNEL_LABELS;
