const DONG = new Intl.NumberFormat("vi-VN");

/** An amount in đồng as customers read it, such as `1.290.000 ₫`. */
export const formatDong = (amount: number): string => `${DONG.format(amount)}\u00a0₫`;
