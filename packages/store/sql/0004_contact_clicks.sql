comment on table touchpoints is 'Every contact: how each session began, contacts made on the site such as a chat or a click on a phone number, and contacts off the site such as a call, a store visit or a delivery.';
comment on column touchpoints.kind is 'session, call, store_visit, email_click, chat, contact_click, delivery or support.';
comment on column touchpoints.channel is 'The channel, such as Organic Social; Offline for contacts that name no source.';
comment on column touchpoints.session_id is 'The session it began, or happened in; null for contacts off the site.';
