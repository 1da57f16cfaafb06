const words: Record<string, string> = {
  'session.created': 'Signed in',
  'session.failed': 'Sign-in refused',
  'session.ended': 'Signed out',
  'session.revoked': 'Session ended',
  'user.created': 'Account made',
  'user.invited': 'Invited again',
  'user.updated': 'Account changed',
  'user.role_changed': 'Role changed',
  'user.status_changed': 'Account disabled or enabled',
  'password.changed': 'Password changed',
  'password.reset': 'Password reset',
  'password.refused': 'Wrong password for a change',
  'account.linked': 'Google account linked',
  'account.unlinked': 'Google account unlinked',
  'api_key.created': 'API key made',
  'api_key.revoked': 'API key revoked',
  'matter.created': 'Matter made',
  'matter.updated': 'Matter changed',
  'matter.deleted': 'Matter deleted',
  'member.set': 'Member set',
  'member.removed': 'Member removed',
  'document.uploaded': 'Document uploaded',
  'document.updated': 'Document changed',
  'document.downloaded': 'Document downloaded',
  'document.deleted': 'Document deleted',
  'document.restored': 'Document restored',
  'document.read_again': 'Read again',
  'document.purged': 'Document purged from the trash',
  'document.version_added': 'New version of a document',
  'question.asked': 'Question asked',
}

/** An action as people say it; its own name where no words are known for it. */
export function auditWords(action: string): string {
  return words[action] ?? action
}
