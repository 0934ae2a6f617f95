#!/usr/bin/env bash
# What the action does: runs a command, writes its table as a comment, compares with a baseline. Inputs are the variables
# INPUT_… of action.yml; texts are taken as words, never as code. Exit code: 0 if all that is required is met, 3 if not,
# else that of the fault.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tool=${INPUT_TOOL:-$here/../convspectrum}
command=${INPUT_COMMAND:-measure}
folder=${INPUT_FOLDER:-convspectrum-ci}
comment=''
result=''
benchmark=''

# However it ends, later steps of the job read how.
outputs() {
  local code=$?
  [[ -n ${GITHUB_OUTPUT:-} ]] || return 0
  [[ -f $comment ]] || comment=''
  {
    echo "comment=$comment"
    echo "result=$result"
    echo "benchmark=$benchmark"
    echo "exit-code=$code"
  } >>"$GITHUB_OUTPUT"
}
trap outputs EXIT

refuse() {
  printf '%s\n' "$1" >&2
  exit 2
}

case $command in
cost | measure | explore | validate) ;;
*) refuse "command: found '$command'; expected cost, measure, explore or validate" ;;
esac
[[ -n ${INPUT_MODEL:-} ]] || refuse "model: found none; expected a spec, an ONNX file or zoo:NAME"
if [[ -d $tool ]] || ! command -v -- "$tool" >/dev/null; then
  refuse "tool: found '$tool', which is no program; expected the path of convspectrum"
fi
case ${INPUT_BASELINE:-} in
-*) refuse "baseline: found '$INPUT_BASELINE'; expected a result (--result) of an earlier run" ;;
esac

# Its name becomes a line of the outputs.
if [[ $folder == *[[:cntrl:]]* ]]; then
  refuse "folder: found a name with a line break or another control character; expected one without"
fi
if ! mkdir -p -- "$folder" 2>/dev/null || [[ ! -w $folder ]]; then
  refuse "folder: found '$folder', which cannot be made or written; expected a folder"
fi
case $folder in -*) folder=./$folder ;; esac
comment=$folder/comment.md
rm -f "$comment" "$folder"/{result,benchmark}.json

# The lines of a text that are not empty, each a word; a prefix before each.
lines() {
  local line
  words=()
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    [[ -z $line ]] || words+=("${2:-}$line")
  done <<<"$1"
}

lines "$INPUT_MODEL"
for word in ${words[@]+"${words[@]}"}; do
  if [[ $word == -* ]]; then
    refuse "model: found '$word'; expected a spec, an ONNX file or zoo:NAME; options stand in arguments"
  fi
done
((${#words[@]} > 0)) || refuse "model: found empty lines; expected a spec, an ONNX file or zoo:NAME"
call=("$command" "${words[@]}")
lines "${INPUT_ARGUMENTS:-}"
call+=(${words[@]+"${words[@]}"})
lines "${INPUT_REQUIRE:-}" --require=
call+=(${words[@]+"${words[@]}"})
call+=(--format=markdown)
if [[ $command != cost ]]; then
  call+=("--result=$folder/result.json" "--benchmark=$folder/benchmark.json")
fi
if [[ $command == explore ]]; then
  call+=("--out=$folder/report")
fi

# Runs the tool: what it prints goes into the comment, what it says to a file and then to the log.
run() {
  local code=0
  "$tool" "$@" >"$folder/output" 2>"$folder/messages" || code=$?
  cat "$folder/messages" >&2
  cat "$folder/output" >>"$comment"
  return $code
}

# A sentence of the comment for each message that says what is not met, or what is wrong. Messages have names in them, and
# stand as code: nothing in them is markup, a link, or calls somebody.
say() {
  local mark=$1 line fence
  echo
  while IFS= read -r line; do
    [[ -n $line ]] || continue
    fence='`'
    while [[ $line == *"$fence"* ]]; do fence+='`'; done
    printf -- '- %s %s %s %s\n' "$mark" "$fence" "$line" "$fence"
  done
  echo
} >>"$comment"

worse() {
  # What is wrong counts more than what is not met.
  if ((code == 0 || (code == 3 && $1 != 0))); then code=$1; fi
}

{
  echo "### convspectrum"
  echo
} >"$comment"

code=0
run "${call[@]}" || worse $?
case $code in
0) ;;
3) { grep -E '^requirement ' "$folder/messages" || true; } | say ':x:' ;;
*) tail -n 5 "$folder/messages" | say ':boom:' ;;
esac

if [[ -s $folder/result.json ]]; then
  result=$folder/result.json
  benchmark=$folder/benchmark.json
  if [[ -n ${INPUT_BASELINE:-} ]]; then
    printf '\n#### Against the baseline\n\n' >>"$comment"
    compared=0
    run compare-runs "$INPUT_BASELINE" "$result" --format=markdown \
      "--at-least=${INPUT_AT_LEAST:-3%}" ${INPUT_FAIL_ON:+"--fail-on=$INPUT_FAIL_ON"} || compared=$?
    if ((compared != 0)); then
      tail -n 5 "$folder/messages" | say "$( ((compared == 3)) && echo ':x:' || echo ':boom:')"
    fi
    worse $compared
  fi
fi
rm -f "$folder/output" "$folder/messages"

# GitHub takes no comment of more than 65,536 characters; a character has one byte or more.
if (($(wc -c <"$comment") > 65000)); then
  head -c 64000 "$comment" | sed '$d' >"$comment.cut"
  printf '\n*The rest is left out: comments have at most 65,536 characters. Try `--top` or `--columns` in the arguments.*\n' >>"$comment.cut"
  mv -f "$comment.cut" "$comment"
fi

if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
  cat "$comment" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
