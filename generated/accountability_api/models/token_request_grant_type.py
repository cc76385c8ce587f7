from .._runtime.readers import OpenEnum, field_readers, to_value_of


class TokenRequestGrantType(OpenEnum):
    """Which grant this is; password when left out.

    Documented: KB getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.
    """

    PASSWORD = "password"
    REFRESH_TOKEN = "refresh_token"


to_token_request_grant_type = to_value_of(TokenRequestGrantType)
read_token_request_grant_type, read_token_request_grant_type_or_null = field_readers(to_token_request_grant_type)
