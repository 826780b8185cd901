# How the gate runs its checks and ends. Sourced by .ci/run, and by the spec of it in test/gate.
#
# Each check runs in a session of its own, whose leader's id is also the id of its process group. The
# gate ends that group, the rest of that session, and what runs in the gate's own folder or from it:
# a server that a test starts has a session of its own, so that Ctrl-C does not reach it first.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work='' leader='' passed=0 failed=0 failures=()
new_session=(setsid)
command -v setsid >/dev/null || new_session=(perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV')

# The processes of the check that live, by /proc; where there is none, the leader for its group.
remaining() {
  if [ -e /proc/self/stat ]; then
    in_session
    in_folder
  elif [ -n "$leader" ] && kill -0 -- "-$leader" 2>/dev/null; then
    printf '%s\n' "-$leader"
  fi
}

in_session() {
  local stat line
  [ -n "$leader" ] || return 0
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    # Behind the name, which may contain anything: the state, the parent, the group, the session.
    set -- ${line##*) }
    [ "$1" = Z ] || [ "$4" != "$leader" ] || printf '%s\n' "${line%% *}"
  done
}

# What runs in the gate's folder or from it.
in_folder() {
  [ -n "$work" ] || return 0
  find /proc/[0-9]*/cwd /proc/[0-9]*/exe -maxdepth 0 \( -lname "$work" -o -lname "$work/*" \) 2>/dev/null |
    cut -d / -f 3 | sort -u
}

# end_by SIGNAL SECONDS: sends it to whatever remains, and waits so long for its end.
end_by() {
  local pid pids until=$((SECONDS + $2))
  pids=$(remaining)
  [ -n "$pids" ] || return 0
  [ -z "$leader" ] || kill -s "$1" -- "-$leader" 2>/dev/null
  for pid in $pids; do kill -s "$1" -- "$pid" 2>/dev/null; done
  while [ "$SECONDS" -lt "$until" ]; do
    [ -n "$(remaining)" ] || return 0
    sleep 0.2
  done
  return 1
}

# Ends what a check has left: politely, and after ten seconds by force, twice in case that something
# was started meanwhile. The check is forgotten then, because the system may give the number of its
# leader to somebody else.
end_check() {
  # So that the shell tells nobody that it was killed.
  disown "$leader" 2>/dev/null
  end_by TERM 10 || end_by KILL 3 || end_by KILL 3 ||
    printf 'still there: %s\n' "$(remaining | tr '\n' ' ')"
  leader=''
}

end() {
  local code=$? name
  trap - EXIT
  trap '' HUP INT TERM
  if [ "$code" != 0 ] && [ "$failed" = 0 ]; then
    failed=1 failures+=("the gate ended early, with $code")
  fi
  if [ -n "$work" ]; then
    end_check
    rm -rf "$work"
  fi
  printf '\n'
  for name in "${failures[@]-}"; do [ -n "$name" ] && printf 'failed: %s\n' "$name"; done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" = 0 ]
  exit
}

# The gate's own folder, and how it ends: whatever happens, its last line is "N passed, N failed".
begin() {
  local signal
  trap end EXIT
  for signal in HUP INT TERM; do trap "exit $((128 + $(kill -l $signal)))" "$signal"; done
  work=$(mktemp -d "${TMPDIR:-/tmp}/talentloop-ci-XXXXXX") || exit
  work=$(cd "$work" && pwd -P)
  chmod 755 "$work"
}

# check NAME COMMAND…: runs it in the clone, once there is one, and counts it. COMMAND may be a
# function of the gate. The shell waits beside it, so that a signal is heard at once.
check() {
  local name=$1 started=$SECONDS
  shift
  printf '\n── %s\n' "$name"
  (
    trap - HUP INT TERM QUIT
    cd "$work/app" 2>/dev/null || cd "$work" || exit
    exec "${new_session[@]}" bash -c "$(declare -p work here); $(declare -f); "'"$@"' gate "$@"
  ) </dev/null &
  leader=$!
  if wait "$leader"; then
    passed=$((passed + 1))
    printf '✓ %s (%d s)\n' "$name" $((SECONDS - started))
    end_check
  else
    failed=$((failed + 1)) failures+=("$name")
    printf '✗ %s (%d s)\n' "$name" $((SECONDS - started))
    end_check
    return 1
  fi
}

# tests NAME COMMAND…: a Jest run, whose tests count one by one.
tests() {
  local name=$1 line log="$work/test.log"
  shift
  check "$name" bash -o pipefail -c '"$@" 2>&1 | tee "$0"' "$log" "$@"
  line=$(grep -E '^Tests:' "$log" | tail -n 1)
  passed=$((passed + $(grep -oE '[0-9]+ passed' <<<"$line" | grep -oE '[0-9]+' || echo 0)))
  failed=$((failed + $(grep -oE '[0-9]+ failed' <<<"$line" | grep -oE '[0-9]+' || echo 0)))
}
