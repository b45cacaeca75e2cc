import type { ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";
import { maySeePage, type PanelPage } from "../../chat/account/panel-pages.ts";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { LinkButton } from "../../chat/controls/link-button.tsx";
import { useText } from "../../chat/language/language.ts";
import { part } from "../../chat/loading/part.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { pagesFor } from "./pages.ts";

// Each is fetched when it is opened first, or when nothing else goes on.
const AuditPage = part(() => import("../audit/audit-page.tsx"));
const BotPage = part(() => import("../bot/bot-page.tsx"));
const BotsPage = part(() => import("../bots/bots-page.tsx"));
const EmojiPage = part(() => import("../emoji/emoji-page.tsx"));
const BansPage = part(() => import("../bans/bans-page.tsx"));
const FiltersPage = part(() => import("../filters/filters-page.tsx"));
const InvitesPage = part(() => import("../invites/invites-page.tsx"));
const JobsPage = part(() => import("../jobs/jobs-page.tsx"));
const MessagePage = part(() => import("../messages/message-page.tsx"));
const MessagesPage = part(() => import("../messages/messages-page.tsx"));
const OverviewPage = part(() => import("../overview/overview-page.tsx"));
const PeoplePage = part(() => import("../people/people-page.tsx"));
const PersonPage = part(() => import("../person/person-page.tsx"));
const RegistrationsPage = part(() => import("../registrations/registrations-page.tsx"));
const ReportsPage = part(() => import("../reports/reports-page.tsx"));
const RetentionPage = part(() => import("../retention/retention-page.tsx"));
const RolesPage = part(() => import("../roles/roles-page.tsx"));
const RoomPage = part(() => import("../room/room-page.tsx"));
const RoomsPage = part(() => import("../rooms/rooms-page.tsx"));
const SettingsPage = part(() => import("../settings/settings-page.tsx"));
const TokensPage = part(() => import("../tokens/tokens-page.tsx"));

/** The page of the address. */
export function OpenPage() {
  const t = useText();
  const { me } = useAdministrator();
  const [first] = pagesFor(me);
  return (
    <Switch>
      <Route path="/">{first && <Redirect to={`/${first.name}`} replace />}</Route>
      <Route path="/overview">
        <Allowed page="overview">
          <OverviewPage />
        </Allowed>
      </Route>
      <Route path="/people">
        <Allowed page="people">
          <PeoplePage />
        </Allowed>
      </Route>
      <Route path="/people/:id">
        {({ id }) => (
          <Allowed page="people">
            <PersonPage key={id} userId={id} />
          </Allowed>
        )}
      </Route>
      <Route path="/roles">
        <Allowed page="roles">
          <RolesPage />
        </Allowed>
      </Route>
      <Route path="/rooms">
        <Allowed page="rooms">
          <RoomsPage />
        </Allowed>
      </Route>
      <Route path="/rooms/:id">
        {({ id }) => (
          <Allowed page="rooms">
            <RoomPage key={id} roomId={id} />
          </Allowed>
        )}
      </Route>
      <Route path="/messages">
        <Allowed page="messages">
          <MessagesPage />
        </Allowed>
      </Route>
      <Route path="/messages/:id">
        {({ id }) => (
          <Allowed page="messages">
            <MessagePage key={id} messageId={id} />
          </Allowed>
        )}
      </Route>
      <Route path="/retention">
        <Allowed page="retention">
          <RetentionPage />
        </Allowed>
      </Route>
      <Route path="/registrations">
        <Allowed page="registrations">
          <RegistrationsPage />
        </Allowed>
      </Route>
      <Route path="/invites">
        <Allowed page="invites">
          <InvitesPage />
        </Allowed>
      </Route>
      <Route path="/reports">
        <Allowed page="reports">
          <ReportsPage />
        </Allowed>
      </Route>
      <Route path="/emoji">
        <Allowed page="emoji">
          <EmojiPage />
        </Allowed>
      </Route>
      <Route path="/bots">
        <Allowed page="bots">
          <BotsPage />
        </Allowed>
      </Route>
      <Route path="/bots/:id">
        {({ id }) => (
          <Allowed page="bots">
            <BotPage key={id} botId={id} />
          </Allowed>
        )}
      </Route>
      <Route path="/tokens">
        <Allowed page="tokens">
          <TokensPage />
        </Allowed>
      </Route>
      <Route path="/bans">
        <Allowed page="bans">
          <BansPage />
        </Allowed>
      </Route>
      <Route path="/filters">
        <Allowed page="filters">
          <FiltersPage />
        </Allowed>
      </Route>
      <Route path="/settings">
        <Allowed page="settings">
          <SettingsPage />
        </Allowed>
      </Route>
      <Route path="/jobs">
        <Allowed page="jobs">
          <JobsPage />
        </Allowed>
      </Route>
      <Route path="/audit">
        <Allowed page="audit">
          <AuditPage />
        </Allowed>
      </Route>
      <Route>
        <div className="flex h-full">
          <EmptyPerch
            birds={0}
            title={t("panel.no-page")}
            actions={<LinkButton href="/">{t("panel.to-start")}</LinkButton>}
          />
        </div>
      </Route>
    </Switch>
  );
}

/** Says that a page is not for somebody, in its place. */
function Allowed({ page, children }: { page: PanelPage; children: ReactNode }) {
  const t = useText();
  const { me } = useAdministrator();
  if (maySeePage(page, me)) return children;
  return (
    <div className="flex h-full">
      <EmptyPerch
        asleep
        title={t("panel.denied.title")}
        actions={<LinkButton href="/">{t("panel.to-start")}</LinkButton>}
      >
        {t("panel.denied.page")}
      </EmptyPerch>
    </div>
  );
}
