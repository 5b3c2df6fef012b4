{{%AUTOESCAPE context="HTML"}}
# HELP atlas_sources Active sources.
# TYPE atlas_sources gauge
atlas_sources {{SOURCES}}
# HELP atlas_sources_failing Active sources whose latest check saw no usable page.
# TYPE atlas_sources_failing gauge
atlas_sources_failing {{FAILING}}
# HELP atlas_sources_unread Active sources never read so far.
# TYPE atlas_sources_unread gauge
atlas_sources_unread {{UNREAD}}
# HELP atlas_sources_quarantined Sources set aside because they break the parser.
# TYPE atlas_sources_quarantined gauge
atlas_sources_quarantined {{QUARANTINED}}
# HELP atlas_sources_due Sources whose check is due.
# TYPE atlas_sources_due gauge
atlas_sources_due {{DUE}}
# HELP atlas_due_lag_seconds How long the check that is most overdue has been due.
# TYPE atlas_due_lag_seconds gauge
atlas_due_lag_seconds {{DUE_LAG}}
# HELP atlas_last_observation_age_seconds Age of the latest check of any source; -1 before the first.
# TYPE atlas_last_observation_age_seconds gauge
atlas_last_observation_age_seconds {{CHECK_AGE}}
# HELP atlas_verification_lag_seconds Age of the oldest verification of a source that was read; -1 before the first.
# TYPE atlas_verification_lag_seconds gauge
atlas_verification_lag_seconds {{VERIFICATION_LAG}}
# HELP atlas_versions_total Versions recorded (highest number given).
# TYPE atlas_versions_total counter
atlas_versions_total {{VERSIONS}}
# HELP atlas_changes_total Changes recorded (highest number given).
# TYPE atlas_changes_total counter
atlas_changes_total {{CHANGES}}
# HELP atlas_alerts_pending Alerts not yet in a mail.
# TYPE atlas_alerts_pending gauge
atlas_alerts_pending {{ALERTS}}
# HELP atlas_deliveries_pending Mails waiting to be sent.
# TYPE atlas_deliveries_pending gauge
atlas_deliveries_pending {{DELIVERIES}}
# HELP atlas_delivery_age_seconds Age of the oldest mail that waits.
# TYPE atlas_delivery_age_seconds gauge
atlas_delivery_age_seconds {{DELIVERY_AGE}}
# HELP atlas_deliveries_failed Mails given up.
# TYPE atlas_deliveries_failed gauge
atlas_deliveries_failed {{UNSENT}}
# HELP atlas_webhooks_pending Messages to webhooks that wait to be sent.
# TYPE atlas_webhooks_pending gauge
atlas_webhooks_pending {{WEBHOOKS}}
# HELP atlas_webhook_age_seconds Age of the oldest message to a webhook that waits.
# TYPE atlas_webhook_age_seconds gauge
atlas_webhook_age_seconds {{WEBHOOK_AGE}}
