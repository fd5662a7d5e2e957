import ssh2, { type PublicKeyAuthContext } from 'ssh2';

/**
 * A key that is only offered has not signed yet. An RSA signature that names no hash of SHA-2 is one with SHA-1, and none
 * to us. SHA-256 is taken beside SHA-512: ssh2 announces `…nistp521rsa-sha2-512` as one name, so that clients take 256.
 */
export const provesWhatItSays = ({
  key,
  signature,
  blob,
  hashAlgo,
}: Pick<PublicKeyAuthContext, 'key' | 'signature' | 'blob' | 'hashAlgo'>): boolean => {
  const parsed = ssh2.utils.parseKey(key.data);
  if (parsed instanceof Error || (parsed.type === 'ssh-rsa' && hashAlgo === undefined)) return false;
  if (!signature) return true;
  // what cannot be verified is answered with an error as the value, whatever the types say
  const verified: unknown = blob && parsed.verify(blob, signature, hashAlgo);
  return verified === true;
};
