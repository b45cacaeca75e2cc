import { MessageId } from "@roost/protocol/message.ts";
import { RoomId } from "@roost/protocol/room.ts";
import { UserId } from "@roost/protocol/user.ts";
import Type from "typebox";

/** Ids in an address. What is not well-formed is answered as what does not exist. */
export const RoomParameters = Type.Object({ roomId: RoomId });
export const MemberParameters = Type.Object({ roomId: RoomId, userId: UserId });
export const MessageParameters = Type.Object({ messageId: MessageId });
