/* The handlers of the forms. Each returns OK with the reply made, or an error that exchange.c turns into its page.
 * Guards have passed when they run (web/route.c). After a change: 303 to a page that says so. A form that cannot be
 * taken is shown again with status 422, what was typed (never a password), a sentence beside each field and a list on
 * top.
 *
 * Sign-up, log-in and reset say nothing about whether an address is known: same status, text and work (a password is
 * hashed on every path), and what only the owner may learn goes by mail. */
#ifndef ATLAS_WEB_FORMS_H
#define ATLAS_WEB_FORMS_H

struct exchange;

/* form_signup.c */
int form_signup(struct exchange *x);
int form_confirm(struct exchange *x);
/* form_login.c */
int form_login(struct exchange *x);
int form_login_code(struct exchange *x);
int form_login_view(struct exchange *x);
int form_logout(struct exchange *x);
/* form_mailed.c */
int form_reset(struct exchange *x);
int form_login_mail(struct exchange *x);
int form_login_link(struct exchange *x);
/* form_account.c */
int form_account_mail(struct exchange *x);
int form_account_mail_again(struct exchange *x);
int form_account_password(struct exchange *x);
int form_account_trial(struct exchange *x);
int form_account_revoke(struct exchange *x);
int form_account_revoke_all(struct exchange *x);
/* form_address.c */
int form_address(struct exchange *x);
int form_address_confirm(struct exchange *x);
int form_address_undo(struct exchange *x);
/* form_factor.c */
int form_factor_page(struct exchange *x);
int form_factor_begin(struct exchange *x);
int form_factor_confirm(struct exchange *x);
int form_factor_codes(struct exchange *x);
int form_factor_end(struct exchange *x);
/* form_data.c */
int form_data_export(struct exchange *x);
int form_data_delete(struct exchange *x);
/* form_watch.c */
int form_watch_add(struct exchange *x);
int form_watch_remove(struct exchange *x);
int form_watch_undo(struct exchange *x);
int form_watch_resume(struct exchange *x);
int form_watch_tell(struct exchange *x);
int form_watch_seen(struct exchange *x);
int form_unsubscribe(struct exchange *x);
/* form_organisation.c */
int form_organisation_create(struct exchange *x);
int form_organisation_answer(struct exchange *x);
int form_organisation_name(struct exchange *x);
int form_organisation_invite(struct exchange *x);
int form_organisation_withdraw(struct exchange *x);
int form_organisation_role(struct exchange *x);
int form_organisation_remove(struct exchange *x);
int form_organisation_leave(struct exchange *x);
int form_organisation_mail(struct exchange *x);
int form_organisation_hand_over(struct exchange *x);
int form_organisation_end(struct exchange *x);
/* form_webhook.c */
int form_webhook_add(struct exchange *x);
int form_webhook_set(struct exchange *x);
int form_webhook_secret(struct exchange *x);
int form_webhook_delete(struct exchange *x);
int form_webhook_test(struct exchange *x);
int form_webhook_again(struct exchange *x);
int form_feed_make(struct exchange *x);
int form_feed_end(struct exchange *x);
/* form_billing.c */
int form_billing_order(struct exchange *x);
int form_billing_end(struct exchange *x);
int form_billing_keep(struct exchange *x);
/* form_import.c */
int form_watch_preview(struct exchange *x);
int form_watch_import(struct exchange *x);
int form_watch_export(struct exchange *x);
/* form_suggest.c */
int form_suggest(struct exchange *x);
/* form_report.c */
int form_report(struct exchange *x);

#endif
