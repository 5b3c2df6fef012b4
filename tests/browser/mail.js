// What npm's mailparser, a reader of its own, makes of messages: node mail.js FILE… prints a JSON list, one entry a file.
'use strict';
const fs = require('fs');
const { simpleParser } = require('mailparser');

(async () => {
  const all = [];
  for (const file of process.argv.slice(2)) {
    const m = await simpleParser(fs.readFileSync(file), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
    all.push({
      headers: m.headerLines.map(h => h.key), subject: m.subject, text: m.text || '', html: m.html || '', messageId: m.messageId, inReplyTo: m.inReplyTo || '',
      from: m.from ? m.from.value : [], to: m.to ? m.to.value : [], list: m.headers.get('list') || {}, date: m.date, attachments: m.attachments.length,
    });
  }
  process.stdout.write(JSON.stringify(all));
})();
