#!/bin/bash
# Makes this machine one member of the replica set. It runs once, at the first start of each replacement: the data volume and the
# host name are the member's and outlive the machine. What the stack knows stands in front of this file as variables.
set -Eeuo pipefail
: "${REGION:?}" "${STACK:?}" "${GROUP_ID:?}" "${GROUP_NAME:?}" "${HOST:?}" "${ZONE_ID:?}" "${VOLUME_ID:?}" "${KEY_FILE_SECRET:?}"
: "${TLS_SECRET:?}" "${ADMIN_SECRET:?}" "${APP_SECRET:?}" "${MEMBERS:?}" "${LOG_GROUP:?}" "${MONGO_SERIES:?}"

tell_stack() { /opt/aws/bin/cfn-signal --exit-code "$1" --stack "$STACK" --resource "$GROUP_ID" --region "$REGION" || true; }
# The watch stands only once the member serves: one that fails on its way there asks to be replaced, and says why.
give_up() {
  cat /run/rolecall-serves 2>/dev/null || true
  tell_stack 1
  aws autoscaling set-instance-health --region "$REGION" --instance-id "$(metadata instance-id)" --health-status Unhealthy \
    --no-should-respect-grace-period || true
}
trap give_up ERR

metadata() {
  local token
  token=$(curl -sfX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
  curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}
again() { # again TIMES SECONDS COMMAND…: until it works
  local times=$1 seconds=$2
  shift 2
  for ((turn = 0; turn < times; turn += 1)); do
    if "$@"; then return 0; fi
    sleep "$seconds"
  done
  return 1
}
secret() { aws secretsmanager get-secret-value --region "$REGION" --secret-id "$1" --query SecretString --output text; }

# mongosh with the system's OpenSSL: its own one does not read this system's settings.
install_packages() {
  cat >/etc/yum.repos.d/mongodb.repo <<REPO
[mongodb]
name=MongoDB
baseurl=https://repo.mongodb.org/yum/amazon/2023/mongodb-org/$MONGO_SERIES/\$basearch/
gpgcheck=1
enabled=1
gpgkey=https://pgp.mongodb.com/server-$MONGO_SERIES.asc
REPO
  dnf install -y -q aws-cfn-bootstrap amazon-cloudwatch-agent jq openssl mongodb-org-server mongodb-mongosh-shared-openssl3
}

# The volume hangs on the machine that is being replaced until that one has ended.
attach_volume() {
  local id
  id=$(metadata instance-id)
  again 90 10 aws ec2 attach-volume --region "$REGION" --volume-id "$VOLUME_ID" --instance-id "$id" --device /dev/sdf >/dev/null
  DEVICE="/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}"
  again 60 2 test -b "$DEVICE"
}

# Only a volume without any file system is formatted: one that was read wrong would lose a member's data.
mount_volume() {
  local found=0
  blkid -p "$DEVICE" >/dev/null || found=$?
  if [ "$found" -eq 2 ]; then mkfs.xfs -q "$DEVICE"; elif [ "$found" -ne 0 ]; then return 1; fi
  mkdir -p /var/lib/mongo
  printf 'UUID=%s /var/lib/mongo xfs defaults,noatime,nofail 0 2\n' "$(blkid -p -s UUID -o value "$DEVICE")" >>/etc/fstab
  mount /var/lib/mongo
  xfs_growfs /var/lib/mongo >/dev/null
  chown -R mongod:mongod /var/lib/mongo
}

take_name() {
  local address
  address=$(metadata local-ipv4)
  aws route53 change-resource-record-sets --hosted-zone-id "$ZONE_ID" --change-batch "{\"Changes\":[{\"Action\":\"UPSERT\",
    \"ResourceRecordSet\":{\"Name\":\"$HOST\",\"Type\":\"A\",\"TTL\":10,\"ResourceRecords\":[{\"Value\":\"$address\"}]}}]}" >/dev/null
}

# Certificates are put into the secret once by the operator; until then there is nothing to serve with.
certificates_are_there() { secret "$TLS_SECRET" | jq -e '.pem | startswith("-----BEGIN")' >/dev/null; }
write_secrets() {
  install -d -m 0750 -o root -g mongod /etc/mongo
  again 90 10 certificates_are_there
  secret "$TLS_SECRET" | jq -r .ca | install -m 0644 /dev/stdin /etc/mongo/ca.pem
  secret "$TLS_SECRET" | jq -r .pem | install -m 0400 -o mongod -g mongod /dev/stdin /etc/mongo/node.pem
  secret "$KEY_FILE_SECRET" | install -m 0400 -o mongod -g mongod /dev/stdin /etc/mongo/key-file
}

write_configuration() {
  cat >/etc/mongod.conf <<'CONF'
storage: { dbPath: /var/lib/mongo }
systemLog: { destination: file, path: /var/log/mongodb/mongod.log, logAppend: true, logRotate: reopen }
processManagement: { timeZoneInfo: /usr/share/zoneinfo }
net:
  port: 27017
  bindIpAll: true
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/mongo/node.pem
    CAFile: /etc/mongo/ca.pem
    allowConnectionsWithoutCertificates: true
    disabledProtocols: TLS1_0,TLS1_1
security: { authorization: enabled, keyFile: /etc/mongo/key-file }
replication: { replSetName: rs0, oplogSizeMB: 8192 }
operationProfiling: { slowOpThresholdMs: 1000 }
CONF
  install -d /etc/systemd/system/mongod.service.d
  printf '[Unit]\nRequiresMountsFor=/var/lib/mongo\n[Service]\nRestart=always\nRestartSec=5\n' \
    >/etc/systemd/system/mongod.service.d/rolecall.conf
  printf 'vm.swappiness = 1\nvm.max_map_count = 1048576\nnet.ipv4.tcp_keepalive_time = 120\n' >/etc/sysctl.d/90-mongo.conf
  sysctl -q --system
  printf '/var/log/mongodb/*.log { daily\n rotate 7\n compress\n missingok\n postrotate\n  pkill -USR1 -x mongod\n endscript\n}\n' \
    >/etc/logrotate.d/mongod
}

# Disk and log by CloudWatch's agent; whether the member serves, and for how long its certificate holds, by the watch.
watch_member() {
  cat >/opt/aws/amazon-cloudwatch-agent/etc/rolecall.json <<AGENT
{ "agent": { "omit_hostname": true }, "metrics": { "namespace": "Rolecall", "metrics_collected": { "disk": {
    "measurement": ["used_percent"], "resources": ["/var/lib/mongo"], "drop_device": true, "metrics_collection_interval": 300,
    "append_dimensions": { "member": "$HOST" } } } },
  "logs": { "logs_collected": { "files": { "collect_list": [ { "file_path": "/var/log/mongodb/mongod.log",
    "log_group_name": "$LOG_GROUP", "log_stream_name": "$HOST" } ] } } } }
AGENT
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
    -c file:/opt/aws/amazon-cloudwatch-agent/etc/rolecall.json >/dev/null
  cat >/usr/local/bin/rolecall-mongo-watch <<WATCH
#!/bin/bash
# Each minute. After ten minutes without an open port the group replaces this machine; the data stays on the volume.
up=0; timeout 5 bash -c '</dev/tcp/127.0.0.1/27017' 2>/dev/null && up=1
if [ "\$up" -eq 1 ]; then rm -f /run/mongo-down; else echo >>/run/mongo-down; fi
ends=\$(date -d "\$(openssl x509 -noout -enddate -in /etc/mongo/ca.pem | cut -d= -f2)" +%s)
served=\$(date -d "\$(openssl x509 -noout -enddate -in /etc/mongo/node.pem | cut -d= -f2)" +%s)
days=\$(( ((ends < served ? ends : served) - \$(date +%s)) / 86400 ))
put() { aws cloudwatch put-metric-data --region "$REGION" --namespace Rolecall --metric-name "\$1" --value "\$2" --dimensions member="$HOST"; }
put mongo_up "\$up"; put mongo_certificate_days "\$days"
if [ "\$(wc -l </run/mongo-down 2>/dev/null || echo 0)" -ge 10 ]; then
  aws autoscaling set-instance-health --region "$REGION" --instance-id "$(metadata instance-id)" --health-status Unhealthy
fi
WATCH
  chmod 0755 /usr/local/bin/rolecall-mongo-watch
  printf '[Service]\nType=oneshot\nExecStart=/usr/local/bin/rolecall-mongo-watch\n' >/etc/systemd/system/rolecall-mongo-watch.service
  printf '[Timer]\nOnBootSec=5min\nOnUnitActiveSec=60\n[Install]\nWantedBy=timers.target\n' >/etc/systemd/system/rolecall-mongo-watch.timer
  systemctl daemon-reload
  systemctl enable -q --now rolecall-mongo-watch.timer
}

# Run on one member, once in the life of the set, by the operator; see docs/deploy-aws.md.
write_initiation() {
  cat >/usr/local/bin/rolecall-mongo-initiate <<INITIATE
#!/bin/bash
set -euo pipefail
password() { aws secretsmanager get-secret-value --region "$REGION" --secret-id "\$1" --query SecretString --output text | jq -r .password; }
ADMIN_PASSWORD=\$(password "$ADMIN_SECRET") APP_PASSWORD=\$(password "$APP_SECRET") MEMBERS="$MEMBERS" \\
  mongosh --quiet --tls --tlsCAFile /etc/mongo/ca.pem --host localhost --file /usr/local/share/rolecall-initiate.js
INITIATE
  chmod 0755 /usr/local/bin/rolecall-mongo-initiate
  cat >/usr/local/share/rolecall-initiate.js <<'SCRIPT'
const { ADMIN_PASSWORD, APP_PASSWORD, MEMBERS } = process.env
const admin = db.getSiblingDB('admin')
if (db.hello().setName !== undefined) {
  print('The set was initiated before: nothing was changed.')
  quit(0)
}
rs.initiate({
  _id: 'rs0',
  members: MEMBERS.split(',').map((name, _id) => ({ _id, host: `${name}:27017`, priority: _id === 0 ? 2 : 1 })),
  settings: { electionTimeoutMillis: 5000 },
})
for (let turn = 0; turn < 60 && !db.hello().isWritablePrimary; turn += 1) sleep(1000)
admin.createUser({ user: 'admin', pwd: ADMIN_PASSWORD, roles: ['root'] })
admin.auth('admin', ADMIN_PASSWORD)
admin.createUser({
  user: 'rolecall',
  pwd: APP_PASSWORD,
  roles: [{ role: 'readWrite', db: 'rolecall' }, { role: 'dbAdmin', db: 'rolecall' }, { role: 'clusterMonitor', db: 'admin' }],
})
print('The set is initiated, with its two users.')
SCRIPT
}

# A member that was in the set is back when it is primary or secondary; in a set that is not initiated yet it need only answer.
serves() {
  mongosh --quiet --tls --tlsCAFile /etc/mongo/ca.pem --host "$HOST" --eval '
    const said = db.hello(); quit(said.isWritablePrimary || said.secondary || said.setName === undefined ? 0 : 1)' >/run/rolecall-serves 2>&1
}

again 10 30 install_packages
attach_volume
mount_volume
take_name
write_secrets
write_configuration
watch_member
write_initiation
systemctl enable -q --now mongod
again 360 5 serves
tell_stack 0
