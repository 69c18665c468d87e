/**
 * The views of sql/0010_reports.sql and later ones; docs/sql.md says what each column means. Counts are numbers, numerics decimal strings. A day comes as
 * midnight in the zone of the process: ask for `::text` where that could be another day.
 */
export interface SiteView {
  site_id: string;
}
