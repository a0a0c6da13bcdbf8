import { computed, ref } from 'vue';
import { uploadFile } from '../../../../shared/contract/outbox';
import type { MailUpload } from '../../../../shared/models/mail';
import { ApiError, upload } from '../../../core/api';
import { t } from '../../../core/i18n';

const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/;

/** Files on their way to the server, for a mail that is being written. Each that arrived is handed to `add`. */
export function useUploads(add: (file: MailUpload) => void) {
  const underWay = ref<readonly string[]>([]);
  const failure = ref('');

  async function one(file: File): Promise<void> {
    underWay.value = [...underWay.value, file.name];
    try {
      const contentType = TYPE.test(file.type) ? { contentType: file.type } : {};
      add(await upload(uploadFile, { name: file.name.slice(0, 200) || 'file', ...contentType }, file));
    } catch (error) {
      const isLarge = error instanceof ApiError && error.code === 'PAYLOAD_TOO_LARGE';
      failure.value = t(isLarge ? 'tickets.mail.tooLarge' : 'tickets.mail.uploadFailed', { name: file.name });
    } finally {
      const at = underWay.value.indexOf(file.name);
      underWay.value = underWay.value.filter((_name, index) => index !== at);
    }
  }
  /** Sends files up one after another; true when there were any. */
  function take(list: FileList | null | undefined): boolean {
    const files = [...(list ?? [])];
    failure.value = '';
    void files.reduce((before, file) => before.then(() => one(file)), Promise.resolve());
    return files.length > 0;
  }
  return { take, failure, underWay, isBusy: computed(() => underWay.value.length > 0) };
}
