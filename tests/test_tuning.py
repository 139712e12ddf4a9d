"""Every setting that the README lists has a test that sees what it does, from where an operator or a client stands.

Whether it sees it is tried by hand, with the setting left unread; here is held that it is named where that test gets it.
"""

import re

from tests.serving import ROOT

SEEN = {
    "MODEL": "test_page_work.test_bar_goes_by_the_steps_of_the_runner_and_variants_share_a_batch",
    "MODEL_REVISION": "test_fetch.test_fetch_downloads_converts_once_and_serves_offline",
    "MODEL_CACHE": "test_fetch.test_fetch_downloads_converts_once_and_serves_offline",
    "MODEL_LICENSE_ACK": "test_fetch.test_fetch_asks_for_the_licence_first",
    "SAFETY_CHECKER": "test_safety.test_checker_of_the_settings_decides_what_goes_out",
    "TRANSLATOR": "test_page_work.test_what_the_lexicon_cannot_say_the_translator_of_the_settings_does",
    "LORAS": "test_page_work.test_picture_is_varied_as_far_as_the_slider_says_and_the_next_one_is_new_and_has_a_style",
    "DEVICE": "test_model_settings.test_what_needs_a_gpu_works_there_and_stops_the_start_elsewhere",
    "DTYPE": "test_model_settings.test_dtype_changes_it_hardly",
    "NUM_INFERENCE_STEPS": "test_page_work.test_bar_goes_by_the_steps_of_the_runner_and_variants_share_a_batch",
    "GUIDANCE_SCALE": "test_model_settings.test_steps_and_guidance_are_those_of_who_names_none",
    "SCHEDULER": "test_model_settings.test_scheduler_changes_the_picture",
    "OFFLOAD": "test_model_settings.test_what_needs_a_gpu_works_there_and_stops_the_start_elsewhere",
    "ACCELERATION": "test_model_settings.test_what_needs_a_gpu_works_there_and_stops_the_start_elsewhere",
    "MAX_BATCH_SIZE": "test_page_work.test_bar_goes_by_the_steps_of_the_runner_and_variants_share_a_batch",
    "PIXEL_BUDGET": "test_model_settings.test_budget_is_what_is_painted_whatever_is_asked",
    "PORT": "test_start.test_port_that_is_taken",
    "ROOT_PATH": "test_bento.test_every_address_in_an_answer_leads_back",
    "DATA_DIR": "test_start.test_data_folder_that_cannot_be_used",
    "MONGODB_URI": "test_limits.test_log_forgets_after_so_many_days",
    "MONGODB_TIMEOUT": "test_limits.test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away",
    "BLOBS": "test_limits.test_pictures_are_kept_where_blobs_says",
    "SPOOL_MAX_BYTES": "test_limits.test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away",
    "RETENTION_DAYS": "test_limits.test_log_forgets_after_so_many_days",
    "BRANDS": "test_limits.test_brands_are_those_of_the_folder",
    "AUTH": "test_access.test_each_route_lets_in_whom_the_table_names",
    "AUTH_SECRET": "test_access.test_each_route_lets_in_whom_the_table_names",
    "CONTENT_CREDENTIALS": "test_provenance.test_off_has_to_be_said",
    "SIGNING_CERTIFICATE": "test_provenance.test_chain_of_a_bank_signs_with_every_key_that_c2pa_knows",
    "SIGNING_KEY": "test_provenance.test_chain_of_a_bank_signs_with_every_key_that_c2pa_knows",
    "SIGNING_CALLBACK": "test_provenance.test_callback_signs_without_a_key_in_a_file",
    "AUDIT_ADDRESSES": "test_access.test_limits_are_told_and_addresses_hashed_as_the_settings_say",
    "LIMITS": "test_access.test_limits_are_told_and_addresses_hashed_as_the_settings_say",
    "BIND": "test_access.test_open_address_without_a_mode_stops_the_start",
    "GROUP_ROLES": "test_forwarded.test_page_is_of_whomever_the_proxy_names",
    "PROXY_PEERS": "test_forwarded.test_page_is_of_whomever_the_proxy_names",
    "PROXY_SECRET": "test_forwarded.test_page_is_of_whomever_the_proxy_names",
    "OIDC_ISSUER": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "OIDC_CLIENT_ID": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "OIDC_CLIENT_SECRET": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "OIDC_USER_CLAIM": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "OIDC_GROUPS_CLAIM": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "OIDC_SCOPE": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "SESSION_HOURS": "test_oidc.test_person_of_the_company_signs_in_and_out",
    "RUNNERS": "test_runners.test_product_loses_nothing_when_a_runner_dies_and_uses_one_that_joins",
    "ALLOWED_HOSTS": "test_limits.test_page_works_by_a_name_that_is_ours",
    "WEBHOOK_HOSTS": "test_webhooks.test_job_that_ended_is_told_once_and_signed",
    "WEBHOOK_NETWORKS": "test_webhooks.test_job_that_ended_is_told_once_and_signed",
    "CONNECTION_LIMIT": "test_bento.test_connections_beyond_the_limit_make_room",
    "QUEUE_LIMIT": "test_limits.test_requests_beyond_the_queues_limit_are_refused_and_the_others_painted_one_by_one",
    "REQUEST_TIMEOUT": "test_limits.test_picture_that_takes_too_long_is_given_up",
}


def test_every_setting_of_the_readme_is_seen():
    listed = (ROOT / "README.md").read_text().partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0]
    assert set(re.findall(r"^\| `(\w+)`", listed, re.M)) == set(SEEN)
    for setting, test in SEEN.items():
        module, _, name = test.partition(".")
        code = (ROOT / f"tests/{module}.py").read_text()
        assert re.search(rf"^def {name}\(", code, re.M), test
        helpers = re.findall(r"^from tests\.(\w+) import", code, re.M)
        for helper in helpers:
            code += (ROOT / f"tests/{helper}.py").read_text()
        assert re.search(rf"\b{setting}(_FILE)?\b", code), f"{test} sets no {setting}"
