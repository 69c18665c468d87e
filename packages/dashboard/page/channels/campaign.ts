import type { CampaignCredit } from "@waystitch/store";
import type { Measure } from "./measures.js";

/** One campaign on one channel, with what each rule credits it with. */
export interface Campaign {
  /** `null` for everything that no campaign is known of. */
  readonly name: string | null;
  readonly channel: string | null;
  readonly visits: number;
  readonly people: number;
  /** Decimal string; `null` when nothing was entered. */
  readonly cost: string | null;
  readonly byRule: ReadonlyMap<string, CampaignCredit>;
}

/** The campaigns of a report that has a row for each rule, in its order. */
export function campaignsOf(rows: readonly CampaignCredit[]): readonly Campaign[] {
  const campaigns = new Map<string, Campaign & { readonly byRule: Map<string, CampaignCredit> }>();
  for (const row of rows) {
    const { campaign: name, channel, visits, people, cost } = row;
    const key = JSON.stringify([name, channel]);
    const campaign = campaigns.get(key) ?? { name, channel, visits, people, cost, byRule: new Map<string, CampaignCredit>() };
    campaign.byRule.set(row.attribution, row);
    campaigns.set(key, campaign);
  }
  return [...campaigns.values()];
}

/** What a campaign has of a measure by a rule, as a decimal string; `null` where there is none. */
export function creditOf({ byRule }: Campaign, measure: Measure, rule: string): string | null {
  const row = byRule.get(rule);
  if (row === undefined) return null;
  switch (measure) {
    case "orders":
    case "leads":
      return String(row[measure]);
    case "revenue":
      return row.revenue;
    case "perOrder":
      return row.cost_per_order;
    case "perLead":
      return row.cost_per_lead;
  }
}
