// What npm's mailauth, a verifier of its own, says of a message: node mailauth.js FILE IP SENDER RECORDS. RECORDS is a JSON object
// of TXT records and the only DNS there is. Prints {spf, dkim, dmarc}.
'use strict';
const fs = require('fs');
const { authenticate } = require('mailauth');

const [file, ip, sender, records] = process.argv.slice(2);
const known = JSON.parse(records);
const resolver = async (name, kind) => {
  if (kind === 'TXT' && known[name]) return [[known[name]]];
  throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
};
authenticate(fs.readFileSync(file), { ip, sender, helo: 'mail.example.org', mta: 'mx.example.net', trustReceived: false, resolver }).then(r => {
  process.stdout.write(JSON.stringify({ spf: r.spf.status.result, dkim: r.dkim.results.map(d => d.status.result), dmarc: r.dmarc.status.result }));
});
