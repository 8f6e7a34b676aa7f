#!/bin/bash
# Makes an authority and one certificate for the three members of the replica set, and puts both into the installation's secret.
# The authority's own key is thrown away: certificates are made anew as a whole. Usage: make-certificates.sh NAME REGION [DAYS]
set -euo pipefail
name=${1:?the name of the installation} region=${2:?the region} days=${3:-1825}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
umask 077
cd "$place"

names="DNS:localhost"
for letter in a b c; do names+=",DNS:mongo-$letter.$name.internal"; done

openssl req -x509 -newkey rsa:3072 -nodes -days "$days" -subj "/O=$name/CN=$name database authority" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign -keyout ca.key -out ca.pem 2>/dev/null
openssl req -new -newkey rsa:3072 -nodes -subj "/O=$name/CN=mongo.$name.internal" -keyout node.key -out node.csr 2>/dev/null
openssl x509 -req -in node.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days "$days" -out node.crt 2>/dev/null -extfile <(
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$names"
)
cat node.key node.crt >node.pem

python3 - <<'PY' >secret.json
import json, pathlib
print(json.dumps({name: pathlib.Path(f'{name}.pem').read_text() for name in ('ca',)} | {'pem': pathlib.Path('node.pem').read_text()}))
PY
aws secretsmanager put-secret-value --region "$region" --secret-id "$name/mongo-tls" --secret-string file://secret.json \
  --query VersionId --output text
