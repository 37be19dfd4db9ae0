/** What was sent to many at once, and when: both make a table one of campaigns. */
export const CAMPAIGN = [
  'campaign',
  'campaign_name',
  'newsletter',
  'mailing',
  'push_notification',
  'campagne',
  'kampagne',
  'campana',
  'campanha',
  'campagna',
] as const;

export const SENT = [
  'sent_at',
  'sent_on',
  'send_at',
  'send_time',
  'send_date',
  'sent',
  'delivery_time',
  'envoi',
  'date_d_envoi',
  'envoye_le',
  'versand',
  'versandzeit',
  'versendet_am',
  'enviado',
  'fecha_de_envio',
] as const;

export const CHANNEL = ['channel', 'medium', 'canal', 'kanal', 'canale'] as const;

/** To how many something was sent: beside a channel it makes a table one of campaigns. */
export const RECIPIENTS = [
  'recipients',
  'total_recipients',
  'audience',
  'sent_count',
  'destinataires',
  'empfanger',
  'destinatarios',
  'destinatari',
  'versendet',
  'enviados',
  'envoyes',
  'inviati',
] as const;
