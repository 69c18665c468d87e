/** Which sites each analyst sees; `*` for all. */
export interface AnalystSites {
  role_name: string;
  site_id: string;
}
