"""The account's calls in Redis, shared by machines: one script a step, which goes by the time of Redis alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from ..._errors import ConfigurationError, TransportError
from .window import Rate

__all__ = ("RedisStore",)

_NO_RATE = Rate(0, 0.0, 0.0)
_SECONDS = 5.0  # for a connection to Redis, and for its answer
# `calls` holds when each call ended (at the latest, for one under way), `queue` the place of who waits, `seen` when who
# waits is held to be gone. What lies too far ahead is from before the clock of Redis was set back.
_SCRIPT = """
local account, calls, queue, seen = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local step, ticket = ARGV[1], ARGV[2]
local limit, window, call_seconds = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local look, slack, pause, now = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
if not now then
    local time = redis.call('TIME')
    now = time[1] + time[2] / 1000000
end

local function text(number) return string.format('%.17g', number) end
local function known(field) return tonumber(redis.call('HGET', account, field) or 0) end
local function leave(who)
    redis.call('ZREM', queue, who)
    redis.call('ZREM', seen, who)
end

local longest = math.max(known('longest'), window)
local longest_call = math.max(known('call_seconds'), call_seconds)
local closed_until = known('closed_until')
if closed_until <= now or known('closed_at') > now then closed_until = 0 end

local function tidy()
    redis.call('HSET', account, 'longest', text(longest), 'call_seconds', text(longest_call))
    redis.call('ZREMRANGEBYSCORE', calls, '-inf', text(now - longest))
    for _, who in ipairs(redis.call('ZRANGEBYSCORE', calls, '(' .. text(now + longest_call), '+inf')) do
        redis.call('ZADD', calls, text(now), who)
    end
    for _, who in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', text(now))) do leave(who) end
    for _, who in ipairs(redis.call('ZRANGEBYSCORE', seen, text(now + 2 * longest + 2), '+inf')) do leave(who) end
end

local function wait()
    if closed_until > 0 then return closed_until - now end
    local inside = redis.call('ZCOUNT', calls, '(' .. text(now - window), '+inf')
    local first = redis.call('ZCARD', calls) - inside
    local function free(missing)
        if missing <= 0 then return 0 end
        if missing > inside then return window end
        local ended = tonumber(redis.call('ZRANGE', calls, first + missing - 1, first + missing - 1, 'WITHSCORES')[2])
        return math.max(math.min(ended, now) + window - now, 0.000001)
    end
    local ahead = redis.call('ZRANK', queue, ticket)
    local missing = inside + ahead + 1 - limit
    return math.min(free(missing), math.max(free(missing - ahead), look))
end

local told = 0
if step == 'ask' and not redis.call('ZSCORE', calls, ticket) then
    if not redis.call('ZSCORE', queue, ticket) then
        redis.call('ZADD', queue, redis.call('HINCRBY', account, 'places', 1), ticket)
    end
    redis.call('ZADD', seen, text(now + slack), ticket)
    tidy()
    told = wait()
    redis.call('ZADD', seen, text(now + math.min(told, window) + slack), ticket)
    if told == 0 then
        leave(ticket)
        redis.call('ZADD', calls, text(now + call_seconds), ticket)
    end
elseif step == 'drop' then
    leave(ticket)
    redis.call('ZREM', calls, ticket)
elseif step == 'answered' then
    redis.call('ZADD', calls, text(now), ticket)
elseif step == 'close' then
    closed_until = math.max(closed_until, now + pause)
    redis.call('HSET', account, 'closed_at', text(now), 'closed_until', text(closed_until))
end
local kept = math.ceil(longest + longest_call + math.max(closed_until - now, 0) + 60)
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, kept) end
return text(told)
"""


class RedisStore:
    """Counts in Redis. The script is the same for all steps, so that no other can come between its reads and writes.

    Args:
        url: as the redis package takes it.
        account: names whose calls are counted together.
        clock: seconds, for tests; None goes by the time of Redis.

    Raises:
        ConfigurationError: the redis package is missing, or the URL is none.
    """

    blocking = True

    def __init__(self, url: str, account: str, clock: Callable[[], float] | None) -> None:
        try:
            import redis
        except ModuleNotFoundError:
            wanted = "pip install 'accountability-client[redis]'"
            raise ConfigurationError(f"rate_limit: a store in Redis needs the redis package: {wanted}") from None
        try:
            self._redis = redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
            parts = urlsplit(url)
            self._shown = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
        except ValueError:
            raise ConfigurationError('rate_limit: the store is no URL of Redis; "redis://host:6379/0" is one') from None
        self._keys = [f"accountability:{{{account}}}:{name}" for name in ("account", "calls", "queue", "seen")]
        self._script = self._redis.register_script(_SCRIPT)
        self._failure = redis.RedisError
        self._clock = clock

    def ask(self, ticket: str, rate: Rate) -> float:
        return self._run("ask", ticket, rate)

    def drop(self, ticket: str) -> None:
        self._run("drop", ticket)

    def answered(self, ticket: str) -> None:
        self._run("answered", ticket)

    def close(self, seconds: float) -> None:
        self._run("close", pause=seconds)

    def _run(self, step: str, ticket: str = "", rate: Rate = _NO_RATE, pause: float = 0.0) -> float:
        now: Any = "" if self._clock is None else self._clock()
        try:
            return float(self._script(self._keys, [step, ticket, *rate, rate.look, rate.slack, pause, now]))
        except self._failure as error:
            message = f"rate_limit: the store {self._shown} cannot be used now: {type(error).__name__}: {error}."
            raise TransportError(message, key="rate_limit", sent=False, safe_to_retry=True) from error
