import type { LeadMagnet } from "@waystitch/store";

/** What a magnet's leads paid in one currency. */
export type Paid = Pick<LeadMagnet, "revenue" | "currency">;

/** One lead magnet with what was paid in each currency. */
export interface Magnet {
  readonly name: string | null;
  readonly leads: number;
  readonly share: number;
  readonly customers: number;
  readonly conversion: number;
  /** In any currency. */
  readonly orders: number;
  readonly days: number | null;
  readonly paid: readonly Paid[];
}

/** Brings the lines of each magnet together: the one that counts its leads, and those of other currencies. */
export function magnetsOf(rows: readonly LeadMagnet[]): readonly Magnet[] {
  return rows.flatMap((row): Magnet[] => {
    const { leads, share, customers, conversion } = row;
    if (leads === null) return [];
    const lines = rows.filter(({ lead_magnet }) => lead_magnet === row.lead_magnet);
    return [
      {
        name: row.lead_magnet,
        leads,
        share: share ?? 0,
        customers: customers ?? 0,
        conversion: conversion ?? 0,
        orders: lines.reduce((sum, { orders }) => sum + orders, 0),
        days: row.median_days_to_order,
        paid: lines.filter((line) => line === row || line.orders > 0),
      },
    ];
  });
}

/** Which magnet brought the most buyers, and which the most leads. */
export interface Finding {
  readonly best: Magnet;
  readonly largest: Magnet;
}

/** Finds both. @returns `null` while no lead has bought */
export function findBest(magnets: readonly Magnet[]): Finding | null {
  const [first, ...rest] = magnets;
  if (first === undefined) return null;
  const best = rest.reduce((most, magnet) => (magnet.customers > most.customers ? magnet : most), first);
  const largest = rest.reduce((most, magnet) => (magnet.leads > most.leads ? magnet : most), first);
  return best.customers === 0 ? null : { best, largest: largest.leads > best.leads ? largest : best };
}
