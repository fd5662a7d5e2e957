import type { AdapterPayload, JWK } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import type { OauthClient, OauthClients } from './oauth-clients.ts';
import { OauthRecords } from './oauth-records.ts';

/** What the authorization server is told of a partner's client. Its secret's hash stands where a secret would. */
const metadataOf = ({ id, secretHash, keys }: OauthClient): AdapterPayload => ({
  client_id: id,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  id_token_signed_response_alg: 'EdDSA',
  ...(secretHash
    ? { client_secret: secretHash, token_endpoint_auth_method: 'client_secret_basic' }
    : { jwks: { keys: [...(keys ?? [])] as unknown as JWK[] }, token_endpoint_auth_method: 'private_key_jwt' }),
});

/** Partners' clients stand in a table of their own: one that was revoked is unknown at once. */
export class KnownClients extends OauthRecords {
  constructor(
    db: DataSource,
    private readonly clients: OauthClients,
  ) {
    super(db, 'Client');
  }

  override async find(id: string): Promise<AdapterPayload | undefined> {
    const client = await this.clients.find(id);
    return client ? metadataOf(client) : undefined;
  }
}
