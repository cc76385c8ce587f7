"""Count the calls of an account in Redis, for several machines: each step is one script, by the time of Redis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from ..._errors import ConfigurationError, TransportError
from .window import Rate

__all__ = ("RedisStore",)

_UNLIMITED = Rate(0, 0.0, 0.0)
_SECONDS = 5.0  # for a connection to Redis, and for its reply
# `calls` has when each call ended (at the latest, for one in progress), `queue` the places of waiting calls, `seen`
# when a waiting call counts as cancelled. What is too far in the future is from before the clock of Redis was set back.
_SCRIPT = """
local account, calls, queue, seen = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local step, ticket = ARGV[1], ARGV[2]
local limit, window, call_seconds = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local poll_interval, waiter_timeout = tonumber(ARGV[6]), tonumber(ARGV[7])
local pause, now = tonumber(ARGV[8]), tonumber(ARGV[9])
if not now then
    local time = redis.call('TIME')
    now = time[1] + time[2] / 1000000
end

local function text(number) return string.format('%.17g', number) end
local function known(field) return tonumber(redis.call('HGET', account, field) or 0) end
local function remove(waiter)
    redis.call('ZREM', queue, waiter)
    redis.call('ZREM', seen, waiter)
end

local longest = math.max(known('longest'), window)
local longest_call = math.max(known('call_seconds'), call_seconds)
local closed_until = known('closed_until')
if closed_until <= now or known('closed_at') > now then closed_until = 0 end

local function purge()
    redis.call('HSET', account, 'longest', text(longest), 'call_seconds', text(longest_call))
    redis.call('ZREMRANGEBYSCORE', calls, '-inf', text(now - longest))
    for _, waiter in ipairs(redis.call('ZRANGEBYSCORE', calls, '(' .. text(now + longest_call), '+inf')) do
        redis.call('ZADD', calls, text(now), waiter)
    end
    for _, waiter in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', text(now))) do remove(waiter) end
    local future = text(now + 2 * longest + 2)
    for _, waiter in ipairs(redis.call('ZRANGEBYSCORE', seen, future, '+inf')) do remove(waiter) end
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
    return math.min(free(missing), math.max(free(missing - ahead), poll_interval))
end

local result = 0
if step == 'try_acquire' and not redis.call('ZSCORE', calls, ticket) then
    if not redis.call('ZSCORE', queue, ticket) then
        redis.call('ZADD', queue, redis.call('HINCRBY', account, 'places', 1), ticket)
    end
    redis.call('ZADD', seen, text(now + waiter_timeout), ticket)
    purge()
    result = wait()
    redis.call('ZADD', seen, text(now + math.min(result, window) + waiter_timeout), ticket)
    if result == 0 then
        remove(ticket)
        redis.call('ZADD', calls, text(now + call_seconds), ticket)
    end
elseif step == 'cancel' then
    remove(ticket)
    redis.call('ZREM', calls, ticket)
elseif step == 'release' then
    redis.call('ZADD', calls, text(now), ticket)
elseif step == 'pause' then
    closed_until = math.max(closed_until, now + pause)
    redis.call('HSET', account, 'closed_at', text(now), 'closed_until', text(closed_until))
end
local lifetime = math.ceil(longest + longest_call + math.max(closed_until - now, 0) + 60)
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, lifetime) end
return text(result)
"""


class RedisStore:
    """Counts in Redis. Each step is one script, so that no other step can run between its reads and writes."""

    blocking = True

    def __init__(self, url: str, account: str, clock: Callable[[], float] | None) -> None:
        try:
            import redis
        except ModuleNotFoundError:
            raise ConfigurationError(
                "rate_limit: expected the redis package for a store in Redis, got none. "
                "Run `pip install 'accountability-client[redis]'`."
            ) from None
        try:
            self._redis = redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
            parts = urlsplit(url)
            self._shown = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
        except ValueError:
            raise ConfigurationError(
                'rate_limit: expected a store such as "redis://host:6379/0", got an invalid URL.'
            ) from None
        self._keys = [f"accountability:{{{account}}}:{name}" for name in ("account", "calls", "queue", "seen")]
        self._script = self._redis.register_script(_SCRIPT)
        self._failure = redis.RedisError
        self._clock = clock

    def try_acquire(self, ticket: str, rate: Rate) -> float:
        return self._run("try_acquire", ticket, rate)

    def cancel(self, ticket: str) -> None:
        self._run("cancel", ticket)

    def release(self, ticket: str) -> None:
        self._run("release", ticket)

    def pause(self, seconds: float) -> None:
        self._run("pause", pause=seconds)

    def _run(self, step: str, ticket: str = "", rate: Rate = _UNLIMITED, pause: float = 0.0) -> float:
        now: Any = "" if self._clock is None else self._clock()
        try:
            return float(
                self._script(self._keys, [step, ticket, *rate, rate.poll_interval, rate.waiter_timeout, pause, now])
            )
        except self._failure as error:
            message = f"rate_limit: the store {self._shown} cannot be used now: {type(error).__name__}: {error}."
            raise TransportError(message, key="rate_limit", sent=False, safe_to_retry=True) from error
