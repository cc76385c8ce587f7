from .._runtime.convert import OpenEnum, to_value_of
from .._runtime.model import field_reader, field_reader_or_null


class TokenRequestGrantType(OpenEnum):
    """Which grant this is; password when left out.

    Documented: KB getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.
    """

    PASSWORD = "password"
    REFRESH_TOKEN = "refresh_token"


to_token_request_grant_type = to_value_of(TokenRequestGrantType)
read_token_request_grant_type, read_token_request_grant_type_or_null = (
    field_reader(to_token_request_grant_type),
    field_reader_or_null(to_token_request_grant_type),
)
