import { AddressBanId } from "@roost/protocol/address-bans.ts";
import { ApiTokenId } from "@roost/protocol/api-tokens.ts";
import { FilterId } from "@roost/protocol/filters.ts";
import { JobId } from "@roost/protocol/jobs.ts";
import { ClientMessageId, MessageId } from "@roost/protocol/message.ts";
import { AnySectionId, SectionId } from "@roost/protocol/own.ts";
import { ReportId } from "@roost/protocol/report.ts";
import { RoomId } from "@roost/protocol/room.ts";
import { WarningId } from "@roost/protocol/sanctions.ts";
import { Settings } from "@roost/protocol/settings.ts";
import { CustomRoleId, PictureHash, UserId } from "@roost/protocol/user.ts";
import { Uuid } from "@roost/protocol/uuid.ts";
import Type from "typebox";

/** Ids in an address. What is not well-formed is answered as what does not exist. */
export const RoomParameters = Type.Object({ roomId: RoomId });
export const SectionParameters = Type.Object({ sectionId: SectionId });
export const AnySectionParameters = Type.Object({ sectionId: AnySectionId });
export const UserParameters = Type.Object({ userId: UserId });
export const ApiTokenParameters = Type.Object({ tokenId: ApiTokenId });
export const CustomRoleParameters = Type.Object({ roleId: CustomRoleId });
export const TokenOfUserParameters = Type.Object({ userId: UserId, tokenId: ApiTokenId });
export const PictureParameters = Type.Object({ userId: UserId, picture: PictureHash });
export const InviteParameters = Type.Object({ inviteId: Uuid("An invitation's id.") });
export const JobParameters = Type.Object({ jobId: JobId });
export const SecretParameters = Type.Object({ secret: Type.String({ maxLength: 200 }) });
export const MemberParameters = Type.Object({ roomId: RoomId, userId: UserId });
export const MessageParameters = Type.Object({ messageId: MessageId });
export const ReportParameters = Type.Object({ reportId: ReportId });
export const WarningParameters = Type.Object({ warningId: WarningId });
export const BanParameters = Type.Object({ banId: AddressBanId });
export const FilterParameters = Type.Object({ filterId: FilterId });
export const ReactionParameters = Type.Object({ messageId: MessageId, emoji: Type.String() });
export const EmojiParameters = Type.Object({ emojiName: Type.String() });
export const EmojiImageParameters = Type.Object({ emojiName: Type.String(), hash: Type.String() });
export const ScheduledParameters = Type.Object({ scheduledId: ClientMessageId });
export const SettingParameters = Type.Object({
  settingName: Type.KeyOf(Settings, { description: "One of the settings." }),
});
