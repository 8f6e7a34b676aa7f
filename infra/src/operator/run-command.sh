#!/bin/bash
# Runs one of the product's commands as a task of its own, shows what it prints, and ends as it ended.
# Usage: run-command.sh NAME REGION COMMAND [ARGUMENT…], for example: run-command.sh rolecall eu-west-1 staff add me@example.org Me administrator
set -euo pipefail
name=${1:?the name of the installation} region=${2:?the region} command=${3:?a command, such as staff, tasks, keys or whatsapp-setup}
shift 3
ecs() { aws ecs "$@" --region "$region" --cluster "$name" --output json; }

overrides=$(jq --null-input --arg program "apps/server/src/commands/$command.ts" \
  '{containerOverrides: [{name: "product", command: (["node", $program] + $ARGS.positional)}]}' --args -- "$@")
started=$(ecs run-task --task-definition "$name-command" --count 1 --overrides "$overrides" \
  --capacity-provider-strategy "capacityProvider=$name-hosts,weight=1")
if ! task=$(jq --raw-output --exit-status '.tasks[0].taskArn' <<<"$started"); then
  jq --raw-output '.failures[] | .reason' <<<"$started" >&2
  exit 1
fi
echo "Started ${task##*/}; it prints when it has ended." >&2
ecs wait tasks-stopped --tasks "$task" >/dev/null
aws logs get-log-events --region "$region" --log-group-name "/$name/command" --log-stream-name "task/product/${task##*/}" \
  --start-from-head --output json | jq --raw-output '.events[].message'
ended=$(ecs describe-tasks --tasks "$task" | jq --raw-output '.tasks[0] | (.containers[] | select(.name == "product")) as $product
  | if $product.exitCode == null then "\(.stoppedReason) \($product.reason // "")" else $product.exitCode end')
case $ended in
  0) ;;
  [0-9]*) exit "$ended" ;;
  *) echo "It did not start: $ended" >&2; exit 1 ;;
esac
